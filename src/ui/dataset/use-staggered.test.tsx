// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { mount } from '../mount.fixture.ts';
import { useStaggered } from './use-staggered.ts';

function Charts({ value, isFilling }: { readonly value: number; readonly isFilling: boolean }) {
  return useStaggered(value, 3, isFilling).join(' ');
}

it('hands a new value to one chart after another while it fills, and to all at the end', () => {
  const { container, render, unmount } = mount(<Charts value={0} isFilling={true} />);
  const shown = [container.textContent];
  for (const value of [1, 2, 3, 4]) {
    render(<Charts value={value} isFilling={true} />);
    shown.push(container.textContent);
  }
  // A render for another reason moves nothing.
  render(<Charts value={4} isFilling={true} />);
  shown.push(container.textContent);
  render(<Charts value={4} isFilling={false} />);
  shown.push(container.textContent);
  expect(shown).toEqual(['0 0 0', '1 0 0', '1 2 0', '1 2 3', '4 2 3', '4 2 3', '4 4 4']);
  unmount();
});
