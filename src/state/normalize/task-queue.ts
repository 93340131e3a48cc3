type Task = (signal: AbortSignal) => Promise<void>;

export interface TaskQueue {
  add(task: Task): void;
  /** Aborts the task under way and drops those that wait. */
  clear(): void;
}

/** One task at a time: two would share the same workers and slow each other down. */
export function createTaskQueue(): TaskQueue {
  let waiting: Task[] = [];
  let isWorking = false;
  let working = new AbortController();

  async function work(): Promise<void> {
    if (isWorking) return;
    isWorking = true;
    try {
      for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) {
        working = new AbortController();
        await task(working.signal);
      }
    } finally {
      isWorking = false;
    }
  }

  return {
    add: (task) => {
      waiting.push(task);
      void work();
    },
    clear: () => {
      waiting = [];
      working.abort();
    },
  };
}
