/** The pages that a customer comes to by a link in a mail, in the API's words. */
import type { ApiOperation, ApiRoute } from './operation.ts'

type PageRoute = Extract<ApiRoute, `${string}/{token}`>

const page = (description: string) => ({ description })

const UNAVAILABLE = page('A page that asks to come back in a few minutes; nothing has changed.')

/** They ask for no key: the link itself is the proof. */
export const pageOperations: Readonly<Record<PageRoute, ApiOperation>> = {
  'GET /unsubscribe/{token}': {
    id: 'askToUnsubscribe',
    tag: 'Unsubscribing',
    summary: 'Ask whether to unsubscribe',
    description: 'A page for people. It changes nothing, because mail scanners follow links.',
    answers: {
      200: page('A page with a button.'),
      404: page('A page that says the link does not work.'),
      503: UNAVAILABLE,
    },
    problems: [],
  },
  'POST /unsubscribe/{token}': {
    id: 'unsubscribe',
    tag: 'Unsubscribing',
    summary: 'Unsubscribe',
    description:
      'Called by the button on the page, or by a mailbox provider for a one-click unsubscribe (RFC 8058). The body is ignored; repeating it changes nothing. The token of `rekindle domain check --public-url`, which is for no customer, changes nothing either.',
    answers: {
      200: page('The customer is unsubscribed, at once.'),
      404: page('A page that says the link does not work; nothing has changed.'),
      503: UNAVAILABLE,
    },
    problems: [],
  },
  'GET /preferences/{token}': {
    id: 'showPreferences',
    tag: 'Unsubscribing',
    summary: "Show a customer's preferences",
    description:
      'A page for people, opened with the token of an unsubscribe link. It changes nothing.',
    answers: {
      200: page('A page with a form.'),
      404: page('A page that says the link does not work, or that nothing is stored.'),
      503: UNAVAILABLE,
    },
    problems: [],
  },
  'POST /preferences/{token}': {
    id: 'changePreferences',
    tag: 'Unsubscribing',
    summary: 'Save preferences',
    description:
      'Called by the form on the page, which includes the version it was filled in for: later changes are not overwritten, but unsubscribing always succeeds.',
    answers: {
      200: page('The preferences are saved.'),
      400: page('A page that says the form was out of date or incomplete; nothing has changed.'),
      404: page('A page that says the link does not work, or that nothing is stored.'),
      409: page(
        'The preferences were changed elsewhere in the meantime; the page shows the current ones.',
      ),
      503: UNAVAILABLE,
    },
    problems: [],
  },
  'GET /confirm/{token}': {
    id: 'askToConfirm',
    tag: 'Unsubscribing',
    summary: 'Ask whether to confirm a sign-up',
    description: 'A page for people. It confirms nothing, because mail scanners follow links.',
    answers: {
      200: page('A page with a button, or one that says it is confirmed.'),
      404: page('A page that says the link does not work or is too old.'),
      409: page('A page that says the sign-up was withdrawn in the meantime.'),
      503: UNAVAILABLE,
    },
    problems: [],
  },
  'POST /confirm/{token}': {
    id: 'confirm',
    tag: 'Unsubscribing',
    summary: 'Confirm a sign-up',
    description:
      'Called by the button on the page, within 30 days. The body is ignored; repeating it changes nothing.',
    answers: {
      200: page('The sign-up is confirmed: consent by double opt-in.'),
      404: page('A page that says the link does not work or is too old; nothing has changed.'),
      409: page('A page that says the sign-up was withdrawn in the meantime; nothing has changed.'),
      503: UNAVAILABLE,
    },
    problems: [],
  },
}
