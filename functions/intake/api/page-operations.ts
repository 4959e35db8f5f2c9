/** The pages that a customer comes to by a link in a mail, in the API's words. */
import type { ApiOperation, ApiRoute } from './operation.ts'

type PageRoute = Extract<ApiRoute, `${string}/{token}`>

const page = (description: string) => ({ description })

/** They ask for no key: the link itself is the proof. */
export const pageOperations: Readonly<Record<PageRoute, ApiOperation>> = {
  'GET /unsubscribe/{token}': {
    id: 'askToUnsubscribe',
    tag: 'Unsubscribing',
    summary: 'Ask whether to unsubscribe',
    description: 'A page for people. It changes nothing, since scanners follow links.',
    answers: {
      200: page('A page with a button.'),
      404: page('A page that says the link does not work.'),
    },
    problems: [],
  },
  'POST /unsubscribe/{token}': {
    id: 'unsubscribe',
    tag: 'Unsubscribing',
    summary: 'Unsubscribe',
    description:
      'By the button of the page, or by a mailbox provider in one click (RFC 8058). The body is not looked at; repeating changes nothing.',
    answers: {
      200: page('The customer is unsubscribed, at once.'),
      404: page('A page that says the link does not work; nothing has changed.'),
    },
    problems: [],
  },
  'GET /preferences/{token}': {
    id: 'showPreferences',
    tag: 'Unsubscribing',
    summary: 'Show what a customer chose',
    description: 'A page for people, by the link to unsubscribe. It changes nothing.',
    answers: {
      200: page('A page with a form.'),
      404: page('A page that says the link does not work, or that nothing is stored.'),
    },
    problems: [],
  },
  'POST /preferences/{token}': {
    id: 'changePreferences',
    tag: 'Unsubscribing',
    summary: 'Choose what to get',
    description:
      'By the form of the page, which says what it was filled in upon: what others changed since is not overwritten, but leaving is never refused.',
    answers: {
      200: page('The choices are saved.'),
      400: page('A page that says what in the form it does not know; nothing has changed.'),
      404: page('A page that says the link does not work, or that nothing is stored.'),
      409: page('The choices were changed elsewhere meanwhile; the page shows them as they are.'),
    },
    problems: [],
  },
  'GET /confirm/{token}': {
    id: 'askToConfirm',
    tag: 'Unsubscribing',
    summary: 'Ask whether to confirm a sign-up',
    description: 'A page for people. It confirms nothing, since scanners follow links.',
    answers: {
      200: page('A page with a button, or one that says it is confirmed.'),
      404: page('A page that says the link does not work or is too old.'),
      409: page('A page that says the sign-up was withdrawn meanwhile.'),
    },
    problems: [],
  },
  'POST /confirm/{token}': {
    id: 'confirm',
    tag: 'Unsubscribing',
    summary: 'Confirm a sign-up',
    description:
      'By the button of the page, within 30 days. The body is not looked at; repeating changes nothing.',
    answers: {
      200: page('It is confirmed: consent by double opt-in.'),
      404: page('A page that says the link does not work or is too old; nothing has changed.'),
      409: page('A page that says the sign-up was withdrawn meanwhile; nothing has changed.'),
    },
    problems: [],
  },
}
