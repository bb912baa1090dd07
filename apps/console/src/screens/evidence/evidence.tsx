import type { PackShown } from '@doorstep/contracts/http';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useText } from '../../language.js';
import { Answer } from '../../parts/answer.js';
import { Done } from '../../parts/done.js';
import { Empty } from '../../parts/empty.js';
import { NoPermission } from '../../parts/no-permission.js';
import { Page } from '../../parts/page.js';
import '../../styles/evidence.css';
import { useFocusOn } from './focus-on.js';
import { MakePack } from './make-pack.js';
import { Pack } from './pack.js';

interface Packs {
  readonly items: PackShown[];
  readonly total: number;
}

const packsKey = ['evidence'];
const contents = ['words', 'heard', 'level', 'decided', 'notDone', 'stories'] as const;

/** Packs of evidence: asked for, watched while they are made, and taken away. */
export function Evidence() {
  const text = useText();
  const maySee = useMay('evidence.read');
  return (
    <Page title={text('evidence.title')} lead={text('evidence.lead')}>
      {maySee ? <Everything /> : <NoPermission to="evidence.read" isWall />}
    </Page>
  );
}

function Everything() {
  const text = useText();
  const client = useQueryClient();
  const mayMake = useMay('evidence.make');
  const [asked, setAsked] = useState<string | null>(null);
  const query = useQuery({
    queryKey: packsKey,
    queryFn: (): Promise<Packs> => answered(api.GET('/api/v1/evidence')),
    refetchInterval: ({ state }) => (state.data?.items.some(isBeingMade) === true ? 1_000 : false),
  });

  function show(pack: PackShown): void {
    const before: Packs = query.data ?? { items: [], total: 0 };
    const others = before.items.filter(({ id }) => id !== pack.id);
    client.setQueryData<Packs>(packsKey, { items: [pack, ...others], total: before.total + 1 });
    setAsked(pack.id);
    void client.invalidateQueries({ queryKey: packsKey });
  }
  return (
    <>
      <details>
        <summary>{text('evidence.holds')}</summary>
        <ul>
          {contents.map((part) => (
            <li key={part}>{text(`evidence.holds.${part}`)}</li>
          ))}
        </ul>
      </details>
      {mayMake ? <MakePack onAsked={show} /> : <NoPermission to="evidence.make" />}
      <section aria-labelledby="packs">
        <h2 id="packs">{text('evidence.list')}</h2>
        {query.data?.items.some((pack) => pack.id === asked && isBeingMade(pack)) === true && (
          <Done key={asked} says={text('evidence.asked')} />
        )}
        <Answer
          query={query}
          getting={text('evidence.getting')}
          errorTitle={text('evidence.errorTitle')}
          errorSays={text('evidence.errorSays')}
        >
          {(packs) => <List packs={packs} asked={asked} seenAt={query.dataUpdatedAt} />}
        </Answer>
      </section>
    </>
  );
}

interface ListProps {
  readonly packs: Packs;
  /** What was just asked for. */
  readonly asked: string | null;
  readonly seenAt: number;
}

function List({ packs, asked, seenAt }: ListProps) {
  const text = useText();
  const { items, total } = packs;
  useFocusOn(asked === null ? null : `pack-${asked}`);
  if (items.length === 0)
    return (
      <Empty title={text('evidence.none')}>
        <p>{text('evidence.noneSays')}</p>
      </Empty>
    );
  return (
    <>
      {items.length < total && <p className="hint">{text('evidence.shown', { shown: items.length, total })}</p>}
      {items.map((pack) => (
        <Pack key={pack.id} pack={pack} seenAt={seenAt} />
      ))}
    </>
  );
}

function isBeingMade({ state }: PackShown): boolean {
  return state === 'waiting' || state === 'making';
}
