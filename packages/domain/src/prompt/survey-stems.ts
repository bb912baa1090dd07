/**
 * The perception measures of the Tenant Satisfaction Measures, each by the groups of words that carry it. A prompt is
 * too close to one when it has a word of every group: what people say in passing must never be mistaken for a survey
 * answer. Groups hold word beginnings, in lower case. The regulator's exact wording is for a landlord's survey team.
 */
export const surveyStems: readonly { readonly measure: string; readonly wordGroups: readonly (readonly string[])[] }[] =
  [
    {
      measure: 'TP01 overall satisfaction',
      wordGroups: [
        ['overall', 'everything'],
        ['satisf', 'dissatisf', 'happy', 'rate'],
        ['service', 'landlord'],
      ],
    },
    { measure: 'TP02 repairs service', wordGroups: [['satisf', 'dissatisf', 'happy', 'rate'], ['repair']] },
    { measure: 'TP03 time taken for a repair', wordGroups: [['time', 'long'], ['taken', 'take', 'took'], ['repair']] },
    {
      measure: 'TP04 well maintained home',
      wordGroups: [['home', 'property'], ['well'], ['maintain', 'kept', 'looked']],
    },
    { measure: 'TP05 safe home', wordGroups: [['home'], ['safe']] },
    { measure: 'TP06 listens and acts', wordGroups: [['listen'], ['act', 'acts', 'acted', 'acting'], ['view']] },
    { measure: 'TP07 kept informed', wordGroups: [['inform'], ['matter', 'keep', 'kept']] },
    { measure: 'TP08 fairness and respect', wordGroups: [['fair'], ['respect']] },
    { measure: 'TP09 complaint handling', wordGroups: [['complain'], ['handl', 'approach', 'dealt', 'deal']] },
    { measure: 'TP10 communal areas', wordGroups: [['communal', 'shared'], ['clean'], ['maintain', 'kept', 'well']] },
    { measure: 'TP11 contribution to the neighbourhood', wordGroups: [['contribut', 'difference'], ['neighbourhood']] },
    {
      measure: 'TP12 anti-social behaviour',
      wordGroups: [
        ['antisocial', 'social', 'asb'],
        ['behav', 'asb'],
        ['handl', 'approach', 'deal', 'dealt'],
      ],
    },
  ];
