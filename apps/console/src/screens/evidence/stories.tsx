import type { StoryShown } from '@doorstep/contracts/http';
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
import { AddStory } from './add-story.js';
import { useFocusOn } from './focus-on.js';
import { Story } from './story.js';

interface StoryList {
  readonly items: StoryShown[];
  readonly total: number;
}

const storiesKey = ['stories'];

/** Stories: added from what somebody said, told once they agree, and no longer once they withdraw. */
export function Stories() {
  const text = useText();
  const mayReadVoices = useMay('voices.read');
  return (
    <Page title={text('stories.title')} lead={text('stories.lead')}>
      {mayReadVoices ? <Everything /> : <NoPermission to="voices.read" isWall />}
    </Page>
  );
}

interface Said {
  readonly id: string;
  readonly says: string;
  /** Each time anew, so that the same words are said again. */
  readonly at: number;
}

function Everything() {
  const text = useText();
  const client = useQueryClient();
  const [said, setSaid] = useState<Said | null>(null);
  // The form begins anew with each story that was kept.
  const [kept, setKept] = useState(0);
  const query = useQuery({
    queryKey: storiesKey,
    queryFn: (): Promise<StoryList> => answered(api.GET('/api/v1/stories', { params: { query: { limit: 500 } } })),
  });

  function show(story: StoryShown, says: string): void {
    const { items, total } = query.data ?? { items: [], total: 0 };
    const isNew = items.every(({ id }) => id !== story.id);
    client.setQueryData<StoryList>(storiesKey, {
      items: isNew ? [story, ...items] : items.map((one) => (one.id === story.id ? story : one)),
      total: isNew ? total + 1 : total,
    });
    setSaid({ id: story.id, says, at: Date.now() });
    void client.invalidateQueries({ queryKey: storiesKey });
  }
  return (
    <>
      <section aria-labelledby="stories">
        <h2 id="stories">{text('stories.list')}</h2>
        {said && <Done key={said.at} says={said.says} />}
        <Answer query={query} getting={text('stories.getting')} errorTitle={text('stories.errorTitle')}>
          {(list) => <List list={list} said={said} onChanged={show} />}
        </Answer>
      </section>
      <AddStory
        key={kept}
        onKept={(story) => {
          setKept(kept + 1);
          show(story, text('stories.isKept'));
        }}
      />
    </>
  );
}

interface ListProps {
  readonly list: StoryList;
  readonly said: Said | null;
  readonly onChanged: (story: StoryShown, says: string) => void;
}

function List({ list: { items, total }, said, onChanged }: ListProps) {
  const text = useText();
  useFocusOn(said === null ? null : `story-${said.id}`, said?.at);
  if (items.length === 0)
    return (
      <Empty title={text('stories.none')}>
        <p>{text('stories.noneSays')}</p>
      </Empty>
    );
  return (
    <>
      {items.length < total && <p className="hint">{text('stories.shown', { shown: items.length, total })}</p>}
      {items.map((story) => (
        <Story key={story.id} story={story} onChanged={onChanged} />
      ))}
    </>
  );
}
