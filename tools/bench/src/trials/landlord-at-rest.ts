import { look, until, type Installation, type Session } from '../installation.js';

/** How long a trial waits for work to end before it calls it stuck. */
const patienceMs = 240_000;

/** Waits until every stream was read to its end and every contact is decided. */
export async function untilAtRest(session: Session): Promise<void> {
  await until('everything is synced and decided', patienceMs, async () => {
    const [found] = await session.rows<{ rest: boolean }>(
      `SELECT EXISTS (SELECT FROM connections WHERE last_complete_at IS NOT NULL)
         AND NOT EXISTS (SELECT FROM runs WHERE status = 'running')
         AND NOT EXISTS (SELECT FROM stream_states WHERE NOT is_complete)
         AND NOT EXISTS (SELECT FROM outbox WHERE done_at IS NULL) AS rest`,
    );
    return found?.rest === true;
  });
}

/** Looks at a store whose processes have ended. */
export async function lookAtRest<Seen>(
  installation: Installation,
  see: (session: Session) => Promise<Seen>,
): Promise<Seen> {
  const session = await look(installation, true);
  try {
    return await see(session);
  } finally {
    await session.close();
  }
}
