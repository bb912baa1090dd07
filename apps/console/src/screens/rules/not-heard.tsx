import type { RulePreview, RuleVersion } from '@doorstep/contracts/http';
import { Link } from 'react-router';
import { useLanguage } from '../../language.js';
import { withNotHeard } from './conditions.js';

interface Props {
  readonly notHeard: RulePreview['notHeard'];
  readonly rule: RuleVersion;
}

/** How many of the homes were not heard from this year, and the way to ask those only. */
export function NotHeard({ notHeard, rule }: Props) {
  const { locale, text } = useLanguage();
  const share = (homes: number, of: number) => new Intl.NumberFormat(locale).format(Math.round((100 * homes) / of));
  return (
    <>
      <p>
        {notHeard === null
          ? text('rule.notHeardFew')
          : text('rule.notHeard', { share: share(notHeard.homes, notHeard.of) })}
      </p>
      {withNotHeard(rule.rule['who']) !== null && (
        <Link className="button" to={`/rules/${rule.code}/edit`} state={{ notHeard: true }}>
          {text('rule.notHeardOnly')}
        </Link>
      )}
    </>
  );
}
