// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { find, type Mounted, mount, press, type } from '../mount.fixture.ts';
import { NumberField } from './number-field.tsx';
import { RangeSlider } from './range-slider.tsx';
import { Segmented } from './segmented.tsx';
import { Status } from './status.tsx';
import { Toggle } from './toggle.tsx';

let mounted: Mounted;
afterEach(() => mounted.unmount());

describe('NumberField', () => {
  const bounds = { label: 'Start frame', min: 0, max: 547, step: 1, invalidMessage: 'Last start is 547' };

  function setUp(value: number) {
    const onCommit = vi.fn<(value: number) => void>();
    mounted = mount(<NumberField {...bounds} value={value} onCommit={onCommit} />);
    return { onCommit, field: find<HTMLInputElement>('[role=spinbutton][aria-label="Start frame"]') };
  }

  it('commits a legal value on Enter, once', () => {
    const { field, onCommit } = setUp(272);
    type(field, '281');
    expect(onCommit).not.toHaveBeenCalled();
    press(field, 'Enter');
    expect(onCommit.mock.calls).toEqual([[281]]);
  });

  it('commits on leaving the field', () => {
    const { field, onCommit } = setUp(272);
    act(() => field.focus());
    type(field, '5');
    act(() => field.blur());
    expect(onCommit.mock.calls).toEqual([[5]]);
  });

  it('keeps a value past the bound, marks it and says the limit', () => {
    const { field, onCommit } = setUp(272);
    type(field, '612');
    press(field, 'Enter');
    expect(onCommit).not.toHaveBeenCalled();
    expect(field.value).toBe('612');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(find(`#${CSS.escape(field.getAttribute('aria-describedby') ?? '')}`).textContent).toBe('Last start is 547');
  });

  it('says that words are not a number', () => {
    const { field } = setUp(272);
    type(field, 'first');
    expect(find('[role=status]').textContent).toBe('Not a number');
  });

  it('drops what was typed when the value changes from elsewhere', () => {
    const { field, onCommit } = setUp(272);
    type(field, '612');
    mounted.render(<NumberField {...bounds} value={300} onCommit={onCommit} />);
    expect(field.value).toBe('300');
    expect(field.getAttribute('aria-invalid')).toBe('false');
  });

  it('steps with the arrow keys and stops at the bounds', () => {
    const { field, onCommit } = setUp(547);
    press(field, 'ArrowUp');
    press(field, 'ArrowDown');
    expect(onCommit.mock.calls).toEqual([[546]]);
  });
});

describe('Segmented', () => {
  it('is a named radiogroup of named radios', () => {
    const onChange = vi.fn();
    const options = [
      { value: 'random', label: 'Random' },
      { value: 'begin', label: 'Begin', detail: '924' },
      { value: 'end', label: 'End', disabled: true },
    ] as const;
    mounted = mount(<Segmented label="Crop strategy" options={options} value="random" onChange={onChange} />);
    const radios = [...find('[role=radiogroup][aria-label="Crop strategy"]').querySelectorAll('input')];
    expect(
      radios.map((radio) => [radio.type, radio.getAttribute('aria-label'), radio.checked, radio.disabled]),
    ).toEqual([
      ['radio', 'Random', true, false],
      ['radio', 'Begin', false, false],
      ['radio', 'End', false, true],
    ]);
    act(() => radios[1]?.click());
    expect(onChange.mock.calls).toEqual([['begin']]);
  });
});

describe('RangeSlider', () => {
  it('moves by the big step with Shift, and stops at the bounds', () => {
    const onChange = vi.fn<(value: number) => void>();
    const bounds = { label: 'Crop start frame', min: 0, max: 547, step: 1, bigStep: 100 };
    mounted = mount(<RangeSlider {...bounds} value={500} onChange={onChange} />);
    const slider = find<HTMLInputElement>('input[type=range][aria-label="Crop start frame"]');
    expect(slider.getAttribute('aria-valuenow')).toBe('500');
    press(slider, 'ArrowLeft', { shiftKey: true });
    press(slider, 'ArrowRight', { shiftKey: true });
    press(slider, 'ArrowRight');
    expect(onChange.mock.calls).toEqual([[400], [547]]);
  });
});

describe('Toggle and Status', () => {
  it('is a switch that says whether it is on', () => {
    const onChange = vi.fn();
    mounted = mount(<Toggle label="Normalized" isOn={true} onChange={onChange} />);
    const toggle = find('[role=switch][aria-checked=true]');
    expect(toggle.textContent).toBe('Normalized');
    act(() => toggle.click());
    expect(onChange.mock.calls).toEqual([[false]]);
  });

  it('is a named output, whose role is status', () => {
    mounted = mount(<Status label="Audio mean">-4.47e-6</Status>);
    expect(find('output[aria-label="Audio mean"]').textContent).toBe('-4.47e-6');
  });
});
