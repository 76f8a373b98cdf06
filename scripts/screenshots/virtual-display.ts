import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureXvfb } from '../browser.ts';
import { encodePng, type Picture } from './png.ts';

/** A display without a screen whose picture can be taken. */
export interface VirtualDisplay {
  /** Value of `DISPLAY` for programs that are to show themselves there. */
  readonly name: string;
  /** PNG of a part of what it shows now, in pixels from the upper left. */
  photograph(part: { x: number; y: number; width: number; height: number }): Buffer;
  close(): void;
}

/** Starts Xvfb on a display number that it picks itself. It keeps its picture in a file, so that no other tool is needed. */
export async function openVirtualDisplay(width: number, height: number): Promise<VirtualDisplay> {
  const dir = mkdtempSync(join(tmpdir(), 'masthead-display-'));
  const args = [
    '-displayfd',
    '3',
    '-screen',
    '0',
    `${width}x${height}x24`,
    '-fbdir',
    dir,
    '-nolisten',
    'tcp',
    '-nocursor',
  ];
  const child = spawn(await ensureXvfb(), args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  child.once('exit', (status) => reject(new Error(`Xvfb ended with status ${status}`)));
  child.stdio[3]?.once('data', (number: Buffer) => resolve(`:${number.toString('utf8').trim()}`));
  const name = await promise;
  return {
    name,
    photograph: (part) => encodePng(cut(readXwd(readFileSync(join(dir, 'Xvfb_screen0'))), part)),
    close: () => {
      child.removeAllListeners('exit');
      child.kill();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** An X window dump of a true-colour display. Source: X11/XWDFile.h, whose header is 32-bit numbers, the greatest byte first. */
function readXwd(file: Buffer): Picture {
  const field = (index: number) => file.readUInt32BE(index * 4);
  const [headerSize, width, height, bytesPerLine, colours] = [
    field(0),
    field(4),
    field(5),
    field(12),
    field(19),
  ];
  const start = headerSize + colours * 12;
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = start + y * bytesPerLine + x * 4;
      const to = (y * width + x) * 3;
      // Blue, green, red, unused: the smallest byte first, as Xvfb keeps it on the machines it runs on.
      pixels[to] = file[from + 2] ?? 0;
      pixels[to + 1] = file[from + 1] ?? 0;
      pixels[to + 2] = file[from] ?? 0;
    }
  }
  return { width, height, pixels };
}

function cut(
  { width: fullWidth, pixels }: Picture,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
): Picture {
  const lines = Array.from({ length: height }, (_, line) => {
    const start = ((y + line) * fullWidth + x) * 3;
    return pixels.subarray(start, start + width * 3);
  });
  return { width, height, pixels: Buffer.concat(lines) };
}
