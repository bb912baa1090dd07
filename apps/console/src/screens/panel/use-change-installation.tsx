import type { ChangeInstallationRequest, InstallationShown } from '@doorstep/contracts/http';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { answered, api } from '../../api/client.js';
import { currentIn } from '../../api/problem.js';
import { useText } from '../../language.js';
import { ConflictNotice } from '../../parts/conflict-notice.js';
import { ErrorNotice } from '../../parts/error-notice.js';

type Change = Omit<ChangeInstallationRequest, 'version'>;

interface Changing {
  readonly change: (what: Change) => void;
  readonly isPending: boolean;
  /** What stands in the way, to be shown beside what was changed. */
  readonly problem: ReactNode;
}

/** Changes an installation on top of what was read; where somebody was quicker, theirs is offered and mine kept. */
export function useChangeInstallation(
  { installation, name, version }: InstallationShown,
  onDone: (says: string) => void,
): Changing {
  const text = useText();
  const client = useQueryClient();
  const changing = useMutation({
    mutationFn: (body: Change & { readonly version: number }): Promise<InstallationShown> =>
      answered(
        api.PATCH('/admin/v1/installations/{installation}', { params: { path: { installation } }, body } as never),
      ),
    onSuccess: () => onDone(text('panel.saved', { name })),
  });
  const theirs = currentIn<InstallationShown>(changing.error, 'installation-changed');
  return {
    change: (what) => changing.mutate({ ...what, version }),
    isPending: changing.isPending,
    problem: theirs ? (
      <ConflictNotice
        name={theirs.changedBy}
        at={theirs.changedAt}
        onSeeTheirs={() => {
          changing.reset();
          void client.invalidateQueries({ queryKey: ['installations'] });
        }}
        onKeepMine={() => {
          if (changing.variables) changing.mutate({ ...changing.variables, version: theirs.version });
        }}
      />
    ) : (
      changing.isError && <ErrorNotice error={changing.error} />
    ),
  };
}
