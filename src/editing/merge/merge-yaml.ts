import { toText } from '../../content-check/reading/file-text.ts';
import { readYaml } from '../../content-check/reading/yaml-source.ts';
import { editYaml } from '../facts/yaml-edit.ts';
import { type DataClash, mergeData, setTo } from './merge-data.ts';
import type { Choose, Merged } from './merged.ts';

const nameOf = ({ mergedPath }: DataClash): string => mergedPath.join('.');

/**
 * @returns YAML with the changes of two people; unchanged parts keep the other person's bytes; undefined: it cannot be
 * parsed
 */
export function mergeYaml(base: string, mine: string, theirs: string, choose: Choose): Merged | undefined {
  const [old, own, others] = [base, mine, theirs].map((text) => readYaml(toText(text)));
  if (old?.kind !== 'data' || own?.kind !== 'data' || others?.kind !== 'data') return undefined;
  const { edits, clashes } = mergeData({
    base: old.data.value,
    mine: own.data.value,
    theirs: others.data.value,
  });
  if (clashes.some(({ path }) => path.length === 0) || edits.some(({ path }) => path.length === 0))
    return undefined;
  const open = clashes.filter((clash) => choose(nameOf(clash)) === undefined);
  const won = clashes.filter((clash) => choose(nameOf(clash)) !== 'theirs');
  const asMine = won.map((clash) => setTo(clash.path, clash.mine));
  const began = editYaml(
    theirs,
    open.map((clash) => setTo(clash.path, clash.base)),
  );
  return {
    text: editYaml(theirs, [...edits, ...asMine]),
    base: began,
    clashes: open.map((clash) => ({
      name: nameOf(clash),
      mine: editYaml(began, [setTo(clash.path, clash.mine)]),
      theirs: editYaml(began, [setTo(clash.path, clash.theirs)]),
    })),
  };
}
