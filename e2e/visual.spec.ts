import { fileURLToPath } from 'node:url';
import { ODD_FOLDER } from '../fixtures/unpack.ts';
