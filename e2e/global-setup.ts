import unpackOddDatasets from '../fixtures/unpack.ts';

export default function globalSetup(): void {
  unpackOddDatasets();
}
