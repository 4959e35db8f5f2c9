/** The product of an order, or of an event, in the samples of publishing. */
import type { ShownItem } from '../domain/context-variables.ts'

export const SAMPLE_ITEM: ShownItem = {
  title: 'Sample cup & saucer',
  url: 'https://shop.example/p/sample',
  imageUrl: 'https://shop.example/p/sample.jpg',
  quantity: 2,
  unitMinor: 1_250,
}
