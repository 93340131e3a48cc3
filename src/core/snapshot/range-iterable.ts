/** One run over a range. `recovers`: whether an error of a `map` or `flatMap` callback leaves it open, for `mapError` further down. */
type Begin<T> = (recovers: boolean) => Iterator<T>;

/** Errors of callbacks, which `mapError` may turn into values. Those of the store end an iteration. */
class CallbackError extends Error {
  readonly inner: unknown;

  constructor(inner: unknown) {
    super('A callback of a range failed.');
    this.inner = inner;
  }
}

/** Marks a callback's result that gives no element. */
const SKIP = Symbol('skip');

/**
 * What lmdb-js's `getRange`, `getKeys` and `getValues` return: a sequence that is read as it is iterated, anew each time, and what is derived
 * from it. Behaves as the `ExtendedIterable` of @harperfast/extended-iterable does in synchronous iteration; `for await` works as over any
 * iterable.
 */
export class RangeIterable<T> implements Iterable<T> {
  /** Called when an iteration ends, whether at the end, early, or by an error. */
  onDone?: () => void;
  readonly #begin: Begin<T>;
  #elements: T[] | null = null;
  #own: Iterator<T> | null = null;

  constructor(begin: Begin<T>) {
    this.#begin = begin;
  }

  static of<T>(source: Iterable<T>): RangeIterable<T> {
    return new RangeIterable(() => source[Symbol.iterator]());
  }

  [Symbol.iterator](): IterableIterator<T> {
    const run = this.#run(false);
    return Object.assign(run, { [Symbol.iterator]: () => run as IterableIterator<T> });
  }

  map<U>(callback: (element: T, index: number) => U): RangeIterable<U> {
    return this.#derive(callback);
  }

  filter(callback: (element: T) => unknown): RangeIterable<T> {
    return this.#derive((element) => (callback(element) ? element : SKIP), false);
  }

  /** `callback` gives an array or a range, whose elements follow each other, or one element. */
  flatMap<U>(callback: (element: T) => U[] | RangeIterable<U> | U): RangeIterable<U> {
    const parts = this.#derive((element) => {
      const result = callback(element);
      return Array.isArray(result) || result instanceof RangeIterable ? result : [result as U];
    });
    return new RangeIterable((recovers) => flatten(parts.#run(recovers)));
  }

  /** Elements `[start, end)`; counts from the end are not known, so negative numbers stand for none. */
  slice(start: number, end = Number.POSITIVE_INFINITY): RangeIterable<T> {
    return new RangeIterable((recovers) => sliceOf(this.#run(recovers), start, end));
  }

  concat<U>(second: Iterable<U>): RangeIterable<T | U> {
    return new RangeIterable<T | U>((recovers) => chain(this.#run(recovers), second));
  }

  /** Elements, and in the place of one whose `map` or `flatMap` callback threw, what `callback` makes of the error. */
  mapError<U>(callback: (error: Error) => U): RangeIterable<T | U> {
    if (typeof callback !== 'function') throw new TypeError('Expected catch callback to be a function');
    return new RangeIterable<T | U>(() => {
      const source = this.#run(true);
      return {
        next() {
          try {
            return source.next();
          } catch (error) {
            if (!(error instanceof CallbackError)) throw error;
            return { done: false, value: callback(error.inner as Error) };
          }
        },
        return: () => finish(source),
      };
    });
  }

  forEach(callback: (element: T) => unknown): void {
    for (const element of this) callback(element);
  }

  /** Element number `index` of the iteration, from 0; undefined past its end. */
  at(index: number): T | undefined {
    let number = 0;
    for (const element of this) if (number++ === index) return element;
    return undefined;
  }

  /** All elements, read once and kept. (lmdb-js declares a promise and gives this.) */
  get asArray(): T[] {
    this.#elements ??= [...this];
    return this.#elements;
  }

  /** The next element of an iteration that the iterable itself keeps. */
  next(): IteratorResult<T> {
    this.#own ??= this.#run(false);
    return this.#own.next();
  }

  toJSON(): T[] {
    return this.asArray;
  }

  /** Begins a run that calls `onDone` once, when it ends. */
  #run(recovers: boolean): Iterator<T> {
    const source = this.#begin(recovers);
    let isDone = false;
    const end = () => {
      if (!isDone) this.onDone?.();
      isDone = true;
    };
    return {
      next: () => {
        if (isDone) return { done: true, value: undefined };
        try {
          const result = source.next();
          if (result.done) end();
          return result;
        } catch (error) {
          const isOpen = recovers && error instanceof CallbackError;
          if (isOpen) throw error;
          finish(source);
          end();
          throw error instanceof CallbackError && !recovers ? error.inner : error;
        }
      },
      return: () => {
        if (!isDone) finish(source);
        end();
        return { done: true, value: undefined };
      },
    };
  }

  #derive<U>(callback: (element: T, index: number) => U | typeof SKIP, isRecoverable = true): RangeIterable<U> {
    return new RangeIterable<U>((recovers) => {
      const source = this.#run(recovers);
      let index = 0;
      return {
        next() {
          for (;;) {
            const result = source.next();
            if (result.done) return result;
            const made = isRecoverable ? callOrMark(callback, result.value, index++) : callback(result.value, index++);
            if (made !== SKIP) return { done: false, value: made as U };
          }
        },
        return: () => finish<U>(source),
      };
    });
  }
}

function callOrMark<T, U>(callback: (element: T, index: number) => U, element: T, index: number): U {
  try {
    return callback(element, index);
  } catch (error) {
    throw new CallbackError(error);
  }
}

function finish<T>(source: Iterator<unknown>): IteratorResult<T> {
  source.return?.();
  return { done: true, value: undefined };
}

// Written out, for a generator ends with the first error that passes through it.

function flatten<T>(parts: Iterator<Iterable<T>>): Iterator<T> {
  let part: Iterator<T> | null = null;
  return {
    next() {
      for (;;) {
        const element = part?.next();
        if (element && !element.done) return element;
        part = null;
        const next = parts.next();
        if (next.done) return next;
        part = next.value[Symbol.iterator]();
      }
    },
    return() {
      part?.return?.();
      return finish(parts);
    },
  };
}

function sliceOf<T>(source: Iterator<T>, start: number, end: number): Iterator<T> {
  let index = 0;
  return {
    next() {
      for (;;) {
        if (index >= end) return finish(source);
        const result = source.next();
        if (result.done || index++ >= start) return result;
      }
    },
    return: () => finish(source),
  };
}

function chain<T, U>(first: Iterator<T>, second: Iterable<U>): Iterator<T | U> {
  let current: Iterator<T | U> = first;
  return {
    next() {
      const result = current.next();
      if (!result.done || current !== first) return result;
      current = second[Symbol.iterator]();
      return current.next();
    },
    return: () => finish(current),
  };
}
