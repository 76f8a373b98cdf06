import { describe, expect, it } from 'vitest';
import { sourceKinds } from '../../shared/model/source.ts';
import { textOf, trackedFiles } from './support/tracked-files.ts';

const files = trackedFiles();

describe.each(sourceKinds)('the source %s', (kind) => {
  it('has one file and one line in the registry', () => {
    expect(files).toContain(`worker/inbound/${kind}.ts`);
    expect(textOf('worker/inbound/registry.ts')).toContain(`from './${kind}.ts'`);
  });

  it('has real payloads and a test', () => {
    expect(files.filter((file) => file.startsWith(`test/fixtures/inbound/${kind}/`))).not.toEqual([]);
    expect(files).toContain(`test/inbound/${kind}.test.ts`);
  });

  it('has a page that tells an admin how to connect it', () => {
    expect(files).toContain(`docs/integrations/${kind}.md`);
  });
});

describe('the folder of inbound payloads', () => {
  it('holds nothing of a source that the relay does not know', () => {
    const kinds = files.flatMap((file) => /^test\/fixtures\/inbound\/([^/]+)\//.exec(file)?.[1] ?? []);
    expect([...new Set(kinds)].toSorted()).toEqual([...sourceKinds].toSorted());
  });
});
