/** The one thing that the console makes a script from: its own service worker (Trusted Types). */
const policy = window.trustedTypes?.createPolicy('liaison', {
  createScriptURL: (url) => {
    if (url === '/service-worker.js') return url;
    throw new TypeError('not a script of the console');
  },
});

/** Keeps the program on the machine, so that it opens without a line. */
export function keepProgram(): void {
  const url = policy?.createScriptURL('/service-worker.js') ?? '/service-worker.js';
  void navigator.serviceWorker?.register(url as string).catch(() => undefined);
}
