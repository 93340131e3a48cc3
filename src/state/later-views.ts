import type { ViewActions, ViewParts, Views } from './view-parts.ts';

/**
 * The same as `createViews`, but its code is loaded with the first action: none of it is needed for the first sequence. Until then an action ends later than
 * its call, which those that give nothing, or a promise, may.
 */
export function createLaterViews(parts: ViewParts): Views {
  let views: Views | null = null;
  let loading: Promise<Views> | null = null;

  function load(): Promise<Views> {
    loading ??= import('./views.ts').then(
      ({ createViews }) => {
        views = createViews(parts);
        return views;
      },
      (error: unknown) => {
        loading = null;
        throw error;
      },
    );
    return loading;
  }

  /** An object that has every action of a view, whichever is asked for. */
  function later<Name extends keyof ViewActions>(name: Name): ViewActions[Name] {
    const callOf = (method: string | symbol) => {
      return (...args: readonly unknown[]): unknown => {
        const call = ({ actions }: Views): unknown => {
          const action: unknown = Reflect.get(actions[name], method);
          if (typeof action !== 'function') throw new Error(`the ${name} view has no action ${String(method)}`);
          return Reflect.apply(action, actions[name], args);
        };
        return views === null ? load().then(call) : call(views);
      };
    };
    return new Proxy({} as ViewActions[Name], { get: (_target, method) => callOf(method) });
  }

  return {
    actions: {
      normalize: later('normalize'),
      overview: later('overview'),
      audit: later('audit'),
      sampling: later('sampling'),
    },
    prepare: async () => void (await load()),
    forget: () => views?.forget(),
  };
}
