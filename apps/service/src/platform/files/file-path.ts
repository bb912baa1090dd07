import { SourceProblem } from '@doorstep/connectors';

/**
 * The parts of a path below a target. Throws `SourceProblem` for one that leads elsewhere (`..`, an absolute path), or
 * that a system could read in two ways.
 */
export function partsOf(path: string): readonly string[] {
  const parts = path.split('/');
  const isPlain = parts.every((part) => part !== '' && part !== '.' && part !== '..' && !/[\0\\:]/.test(part));
  if (!isPlain || path.length > 500)
    throw new SourceProblem('blocked-address', 'The name of a file leads out of its folder.', false);
  return parts;
}

export function tooLong(path: string, mostBytes: number): SourceProblem {
  const most = (mostBytes / 1024 / 1024).toLocaleString('en-GB', { maximumFractionDigits: 1 });
  return new SourceProblem('not-a-page', `The file ${path} is longer than ${most} MB.`, false);
}

export function notThere(path: string): SourceProblem {
  return new SourceProblem('unreachable', `The file ${path} is not there.`, true);
}

export function leadsOut(): SourceProblem {
  return new SourceProblem('blocked-address', 'A link leads out of the folder. Put the file itself there.', false);
}
