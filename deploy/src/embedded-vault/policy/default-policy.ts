/** What every token may do with itself: https://developer.hashicorp.com/vault/docs/concepts/policies#default-policy */
export const defaultPolicy = `# Tokens may look up, renew and revoke themselves
path "auth/token/lookup-self" {
  capabilities = ["read"]
}
path "auth/token/renew-self" {
  capabilities = ["update"]
}
path "auth/token/revoke-self" {
  capabilities = ["update"]
}

# and ask what they may do
path "sys/capabilities-self" {
  capabilities = ["update"]
}
path "sys/internal/ui/mounts/*" {
  capabilities = ["read"]
}

# and look up or renew a lease whose id they know
path "sys/leases/lookup" {
  capabilities = ["update"]
}
path "sys/leases/renew" {
  capabilities = ["update"]
}
`;
