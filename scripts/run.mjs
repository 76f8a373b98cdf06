/*
 * The door to every script: `node scripts/run.mjs start` runs scripts/start.ts. Written so that any Node can read it,
 * since an old one cannot even load a TypeScript file to say that it is too old.
 */
const [, , name, ...rest] = process.argv;

if (process.features.typescript) {
  process.argv = [process.argv[0], name, ...rest];
  await import(new URL(`./${name}.ts`, import.meta.url).href);
} else {
  console.error(
    `Masthead needs Node 22.18 or newer where it is run by hand, and this is ${process.version}: run it as \`npm ${name === 'start' ? 'start' : `run ${name}`}\` after \`npm ci\`, which brings its own Node, and any Node will do.`,
  );
  process.exitCode = 1;
}
