import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { defineConfig } from 'vite';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');

/** What a browser fetches before it shows the first screen, in bytes on the line: a thin one carries no more. */
const FIRST_LOAD_BYTES = 300_000;

/** A file of words, and its language. */
const WORDS = /\/words\/(?:[\w-]+\/)?([a-z]{2})\.json$/;

const compressed = (source) =>
  brotliCompressSync(source, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } });

/** The files of the first load: the entry, what it imports at once, and the styles of these. */
function firstLoad(bundle) {
  const wanted = ['index.html'];
  const visit = (name) => {
    if (wanted.includes(name)) return;
    wanted.push(name, ...(bundle[name].viteMetadata?.importedCss ?? []));
    for (const one of bundle[name].imports) visit(one);
  };
  const parts = Object.values(bundle);
  for (const part of parts) if (part.isEntry && part.name === 'index') visit(part.fileName);
  // The home page, and the longest of the languages.
  for (const part of parts) if (part.name === 'Home' || part.name === 'words-ar') visit(part.fileName);
  return wanted;
}

/** Lays compressed copies beside the files that are served, and fails where the first load has grown beyond its budget. */
const thinLine = () => ({
  name: 'thin-line',
  enforce: 'post',
  // Once everything is written: only then is it what will be served.
  async writeBundle({ dir }, bundle) {
    const first = new Set(firstLoad(bundle));
    let bytes = 0;
    for (const name of Object.keys(bundle)) {
      const source = await readFile(join(dir, name));
      const br = compressed(source);
      await writeFile(join(dir, `${name}.br`), br);
      await writeFile(join(dir, `${name}.gz`), gzipSync(source, { level: 9 }));
      if (first.has(name)) bytes += br.length;
    }
    await writeFile(
      join(dir, 'first-load.json'),
      JSON.stringify({ bytes, budget: FIRST_LOAD_BYTES, files: [...first] }),
    );
    if (bytes > FIRST_LOAD_BYTES)
      throw new Error(`The first load takes ${bytes} bytes; at most ${FIRST_LOAD_BYTES} are allowed.`);
  },
});

/** Tells the service worker which files the console is made of: those are there without a line. */
const offlineFiles = () => ({
  name: 'offline-files',
  enforce: 'post',
  generateBundle(_, bundle) {
    const worker = bundle['service-worker.js'];
    if (!worker) return;
    const files = Object.keys(bundle).filter((name) => !/\.map$|^service-worker\.js$|^index\.html$/.test(name));
    const hash = Object.keys(bundle).find((name) => /^assets\/index-.*\.js$/.test(name)) ?? '';
    const list = [
      { url: '/index.html', revision: hash },
      ...files.map((name) => ({ url: `/${name}`, revision: null })),
      ...['icon.svg', 'manifest.webmanifest'].map((name) => ({ url: `/${name}`, revision: '1' })),
    ];
    worker.code = worker.code.replace('self.__WB_MANIFEST', JSON.stringify(list));
  },
});

export default defineConfig(({ command }) => {
  // Whatever else runs: officers get React as it is for use, and the first load is measured of that.
  if (command === 'build') process.env.NODE_ENV = 'production';
  return {
    root: here,
    resolve: {
      alias: [
        // Node's hashing for the browser; everything above it is the same code.
        { find: '#libs/cose/bytes.js', replacement: join(here, 'src/offline/bytes.ts') },
        { find: /^#libs\//, replacement: `${join(root, 'libs')}/` },
      ],
    },
    build: {
      outDir: join(root, 'dist', 'console'),
      emptyOutDir: true,
      target: 'es2022',
      sourcemap: false,
      reportCompressedSize: false,
      // The map is one file, fetched when it is first looked at.
      chunkSizeWarningLimit: 1000,
      // Nothing is put into a page as data: its policy would not let it in.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: {
        // Mantine marks its files for servers that render React; this is none.
        onwarn: (warning, warn) => warning.code !== 'MODULE_LEVEL_DIRECTIVE' && warn(warning),
        input: { index: join(here, 'index.html'), 'service-worker': join(here, 'src/offline/service-worker.ts') },
        output: {
          entryFileNames: ({ name }) => (name === 'service-worker' ? '[name].js' : 'assets/[name]-[hash].js'),
          // The words of a language together, whichever file they are in: a thin line fetches one.
          codeSplitting: {
            groups: [{ debugName: 'words', test: WORDS, name: (id) => `words-${WORDS.exec(id)[1]}` }],
          },
        },
      },
    },
    plugins: command === 'build' ? [offlineFiles(), thinLine()] : [],
  };
});
