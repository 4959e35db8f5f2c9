/**
 * Stands in for the least-recently-used cache in which the SDK keeps the endpoints that a service
 * names, bundled instead of it (bundled-function.ts). Such endpoints are asked for only where
 * AWS_ENABLE_ENDPOINT_DISCOVERY is set, and there are a few at most.
 */

type Endpoints = Map<string, unknown> & { readonly peek: (key: string) => unknown }

/** Called with `new`, as the class that it stands for. */
// biome-ignore lint/style/noDefaultExport: the SDK imports it so.
export default function EndpointMap(): Endpoints {
  const endpoints = new Map<string, unknown>()
  return Object.assign(endpoints, { peek: (key: string) => endpoints.get(key) })
}
