import { describe, expect, it } from 'vitest';
import { parseLink } from './link.ts';

describe('a link', () => {
  it('is read field by field', () => {
    const { link, problems } = parseLink(
      '?source=https://data.example.org/hdtf/data.mdb&view=normalize&seq=SPK01/000&start=272&frame=331&crop=random&seed=42&norm=1&zoom=230-520&lanes=waveform,~pose.3,heatmap.exp',
    );
    expect(problems).toEqual([]);
    expect(link).toMatchObject({
      source: 'https://data.example.org/hdtf/data.mdb',
      view: 'normalize',
      seq: 'SPK01/000',
      start: 272,
      frame: 331,
      crop: 'random',
      seed: 42,
      norm: true,
      zoom: { startFrame: 230, endFrame: 520 },
    });
    expect(link.lanes?.map(({ name, isCollapsed }) => [name, isCollapsed])).toEqual([
      ['Waveform', false],
      ['Jaw', true],
      ['Expression', false],
    ]);
  });

  it('is silent where a field is absent', () => {
    const { link, problems } = parseLink('');
    expect(problems).toEqual([]);
    expect(Object.values(link).every((value) => value === null)).toBe(true);
  });

  it.each([
    ['view=settings', 'view', 'explore, normalize, dataset, audit, sampling'],
    ['crop=middle', 'crop', 'random, begin, end, manual'],
    ['seed=4294967296', 'seed', 'a whole number from 0 to 4294967295'],
    ['seed=-1', 'seed', 'a whole number from 0 to 4294967295'],
    ['start=2.5', 'start', 'a whole number from 0 to 9007199254740991'],
    ['norm=yes', 'norm', '0 or 1'],
    ['stats=mine', 'stats', 'file, recomputed, crop, chosen'],
    ['windows=5', 'windows', 'a whole number from 1 to 4'],
    ['motions=0', 'motions', 'a whole number from 1 to 100000'],
    ['zoom=520-230', 'zoom', 'two frame numbers, e.g. 230-520'],
    ['lanes=waveform,nonsense', 'lanes', 'lanes such as waveform,pose.3,exp.0-1-2'],
  ])('says in words that %s is not understood and leaves it out', (query, name, expected) => {
    const { link, problems } = parseLink(`?${query}`);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({
      what: `The link's ${name} was not understood and is left out`,
      expected,
      found: query.slice(name.length + 1),
    });
    expect(link[name as keyof typeof link]).toBeNull();
  });
});
