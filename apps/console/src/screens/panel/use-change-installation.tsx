import type { ChangeInstallationRequest, InstallationShown } from '@doorstep/contracts/http';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { answered, api } from '../../api/client.js';
import { useText } from '../../language.js';
import { NotSaved } from '../../parts/not-saved.js';

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
  return {
    change: (what) => changing.mutate({ ...what, version }),
    isPending: changing.isPending,
    problem: (
      <NotSaved
        sent={changing}
        code="installation-changed"
        onSeeTheirs={(_theirs: InstallationShown) => void client.invalidateQueries({ queryKey: ['installations'] })}
        onKeepMine={({ version: on }, mine) => changing.mutate({ ...mine, version: on })}
      />
    ),
  };
}
