const TITLES: Readonly<Record<string, string>> = { exp: 'Expression', shape: 'Shape', pose: 'Pose' };

/** What a group is called over its picture. */
export function titleGroup(group: string): string {
  return TITLES[group] ?? group;
}

/** In the order of the design: what moves the face most, then its shape, then the rest. */
export function orderGroups<G extends { readonly name: string }>(groups: readonly G[]): G[] {
  const rank = ({ name }: G) => ['exp', 'shape', 'pose'].indexOf(name) % 4;
  return [...groups].sort((a, b) => (rank(a) === -1 ? 9 : rank(a)) - (rank(b) === -1 ? 9 : rank(b)));
}

/** Groups up to this width are drawn small, beside the other pictures. */
const NARROW_WIDTH = 12;

export function isNarrowGroup({ width }: { readonly width: number }): boolean {
  return width <= NARROW_WIDTH;
}
