/** The faults a stand-in is to commit, each on one request, in the order they were asked for. */
export type Faults<Fault> = {
  readonly next: (fault: Fault, times?: number) => void
  readonly take: () => Fault | undefined
}

/** @example faults.next('throttle', 2); faults.take() // 'throttle' */
export function makeFaults<Fault>(): Faults<Fault> {
  const queue: Fault[] = []
  return {
    next: (fault, times = 1) => {
      for (let i = 0; i < times; i++) queue.push(fault)
    },
    take: () => queue.shift(),
  }
}
