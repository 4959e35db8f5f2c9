/** A customer's value, and the model of the shop, in English. */
import type { ValueWords } from '../value-words.ts'

export const enValue: ValueWords = {
  days: (count) => `${count} ${count === '1' ? 'day' : 'days'}`,
  fitReasons: {
    'no-customers': 'no customer had bought anything by then',
    'no-time-observed': 'nobody has been watched for as much as a day after their first purchase',
    'all-on-one-day': 'all purchases were made on one and the same day',
    'one-customer': 'there is only one customer to learn from',
    'no-repeaters': 'nobody had come back for a second purchase by then',
    'few-repeaters': 'fewer than ten customers have come back for a second purchase',
    'repeated-customers':
      'every history occurs several times over, as if the orders had been loaded more than once',
    'nobody-leaves':
      'whoever is silent only looks late, so the model finds nobody who left for good',
    'everybody-leaves':
      'everyone seems to leave for good after a purchase, so the model finds nobody who stays',
    'nobody-returns': 'nobody seems ever to buy again, though nothing says that they left',
    'all-alike':
      'the customers look all alike in how they buy, so that it hardly tells one from another',
    'no-maximum': 'quite different explanations suit the purchases equally well',
    'flat-optimum': 'on some points the purchases hardly tell how the customers behave',
    'leans-on-prior':
      'on some points it goes more by what is usual in shops than by these customers',
    'not-converged': 'the calculation came to no end',
    'equal-spend': 'all customers spend the same, so there is no difference to learn from',
    'no-mean-spend': 'the amounts differ so much that no average can be relied on',
    'spend-follows-frequency':
      'those who buy more often spend more, or less, on each purchase, which the model does not allow for',
  },
  fitReasonsAre: '; ',
  fitVerdicts: { fitted: 'Learned', doubtful: 'Doubtful', unusable: 'Unusable' },
  threshold: {
    over: (days, whose) => `The limit is ${days}, ${whose}.`,
    ahead: (days, whose) => `Dormant after ${days} without a purchase, ${whose}.`,
    policy: 'as the policy says for everyone',
    personal: (version) => `by this customer’s own rhythm (model version ${version})`,
    personalByDoubtful: (version) =>
      `by this customer’s own rhythm (model version ${version}, which is a rough guide)`,
    bounds: {
      least: (version) =>
        `the least that the policy allows, since by their own rhythm it would be less (model version ${version})`,
      most: (version) =>
        `the most that the policy allows, since by their own rhythm it would be more (model version ${version})`,
    },
    fallback: {
      'no-model': 'as the policy says, since there was no model yet when they last bought',
      'model-unusable': 'as the policy says, since the model of that time is unusable',
      'objects-to-profiling': 'as the policy says, since they object to profiling',
    },
    because: (why, reasons) => `${why} (${reasons})`,
  },
  value: {
    title: 'Value',
    scoresHint: 'Among all customers of the shop, by fifths: 5 is the best.',
    scores: { recency: 'Recency', frequency: 'Frequency', monetary: 'Money spent' },
    score: (name, score) => `${name} ${score} of 5`,
    under: (least) => `under ${least}`,
    over: (most) => `over ${most}`,
    churnRisk: 'Churn risk',
    churnMeaning: 'The chance that they have left for good and will never buy again.',
    nextPurchase: 'Next purchase',
    around: (day) => `expected around ${day}`,
    aboutNow: 'expected about now',
    wasAround: (day, ago) => `was expected around ${day}, ${ago} ago`,
    tooFar: 'none that could be dated',
    notExpected: 'not expected any more',
    expectedPurchases: 'Purchases',
    within: (count, days) => `${count} expected in the next ${days}`,
    spend: 'Spend per purchase',
    lifetimeValue: 'Lifetime value',
    lifetimeMeaning: (days) => `What their purchases of the next ${days} are worth today.`,
    spendUnknown: 'not known: there is nothing to learn it from',
    atRisk: 'Early sign',
    atRiskFrom: (day) => `drifting away from ${day}, if they do not buy before`,
    atRiskSince: (day) => `drifting away since ${day}`,
    atRiskBy: {
      policy: (share, days) =>
        `It comes when ${share} of the policy’s ${days} have passed without a purchase.`,
      own: (share, days) =>
        `It comes when ${share} of their own ${days} have passed without a purchase.`,
    },
    byModelOf: (version, day, customers) =>
      `By model version ${version} of ${day}, learned from ${customers}.`,
    roughGuide: (reasons) => `Treat it as a rough guide: ${reasons}.`,
    spendDoubts: (reasons) => `As to what customers spend: ${reasons}.`,
    unforeseen: {
      'no-purchase': 'They have no purchase that counts, so there is nothing to go by.',
      'objects-to-profiling': 'They object to profiling, so nothing is worked out about them.',
      'no-model': 'How this shop’s customers buy has not been learned yet.',
      'model-unusable': 'Nothing is foreseen, since the model of this shop is unusable',
    },
    because: (sentence, reasons) => `${sentence}: ${reasons}.`,
    holdsFrom: (moment) => `What was learned holds from ${moment} on.`,
    learnedWhenOpened: 'It is learned when the shop is opened, and anew each week.',
    learnedSoon: 'It is learned by itself within a day, and anew each week.',
    learnNow: 'At once with',
  },
  model: {
    title: 'How customers buy',
    none: 'Nothing has been learned yet, so nobody’s value is foreseen.',
    learned: (version, day, customers) =>
      `Model version ${version}, learned on ${day} from ${customers}.`,
    meanings: {
      fitted: 'Nothing was found wrong in learning it.',
      doubtful: 'Treat what it says as a rough guide:',
      unusable: 'Nothing can be foreseen by it:',
    },
    certainty: (days, low, high) =>
      `By it the customer in the middle counts as gone after ${days} of silence; from so many customers it can only tell that this lies between ${low} and ${high}.`,
    again: 'It is learned anew each week.',
    thresholdTitle: 'When somebody is dormant',
    fixed: (days) =>
      `After ${days} without a purchase, the same for everyone: the policy asks for no limit of each customer’s own (personalThreshold).`,
    personal: (chance, least, most) =>
      `Each customer has a limit of their own: when the chance that they ever buy again has fallen to ${chance}, but not within ${least} of their last purchase, and after ${most} in any case.`,
    meanwhile: (days) =>
      `For whoever last bought when there was no usable model it is ${days}, as the policy says.`,
  },
  customerCount: (count) => `${count} ${count === '1' ? 'customer' : 'customers'}`,
}
