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
    `Through npm any Node will do, since \`npm ci\` brings the project's own: \`npm ${name === 'start' ? 'start' : `run ${name}`}\`. By hand it takes Node 22.18 or newer, and this is ${process.version}.`,
  );
  process.exitCode = 1;
}
