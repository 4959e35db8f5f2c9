/** A customer leaves: withdraws the consent to marketing, whoever asks again. */
import { type ConsentFact, consentAt } from '../domain/consent.ts'
import type { Instant } from '../domain/time.ts'
import { loadCustomer } from '../store/customers.ts'
import { consentSort, customerKey } from '../store/keys.ts'
import type { TokenPayload } from '../store/secret.ts'
import type { Table } from '../store/table.ts'

/** Safe to repeat: a customer who has left already is left alone. */
export async function unsubscribe(
  { shop, customer, campaign, n, step }: TokenPayload,
  table: Table,
  now: Instant,
): Promise<void> {
  const key = customerKey(shop, customer)
  const { facts } = await loadCustomer(table, key)
  if (consentAt(facts.consents, 'marketing', now) === 'withdrawn') return
  const fact: ConsentFact = {
    purpose: 'marketing',
    act: 'withdrawn',
    at: now,
    source: 'unsubscribe',
    evidence: [campaign, n, step].filter((part) => part !== undefined).join('#'),
  }
  await table.write([{ put: { pk: key, sk: consentSort(fact), ...fact }, on: { absent: true } }])
}
