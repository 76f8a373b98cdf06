import { checkDeploy, wranglerFlags } from './deploy/check-deploy.ts';
import { readCompany } from './deploy/company.ts';
import { wrangler } from './deploy/wrangler.ts';
import { EX_CONFIG, Refusal, runMain } from './lib/refusal.ts';
import { readFlags } from './serve/flags.ts';

const usage = 'npm run deploy -- --config FILE [--check | --dry-run]';

/** `npm run deploy`: the relay on Cloudflare. All that is missing is listed at once, and then nothing is deployed. */
await runMain(async () => {
  const flags = readFlags(process.argv.slice(2), ['config'], ['check', 'dry-run'], usage);
  if (!flags.config) throw new Refusal(usage);
  const company = readCompany(flags.config);
  const isDry = flags['dry-run'] ?? false;
  const faults = await checkDeploy(company, isDry ? null : wrangler);
  if (faults.length > 0) {
    const lines = faults.map(({ path, message }) => `  ${path}: ${message}`);
    throw new Refusal(`Nothing is deployed. Put right:\n${lines.join('\n')}`, EX_CONFIG);
  }
  if (flags.check) return console.log('Nothing is missing.');
  const { status } = await wrangler(
    ['deploy', ...wranglerFlags(company), ...(isDry ? ['--dry-run'] : [])],
    true,
  );
  if (status !== 0) throw new Refusal('Wrangler did not deploy; its lines above say why.', status);
});
