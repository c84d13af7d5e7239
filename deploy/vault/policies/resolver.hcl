# What handing a credential to a workflow needs: read it. No write, no list, no metadata, so that this token, which is
# used the most, can neither change anything nor find out what else there is.
# No platform path either: an OAuth client secret is never a workflow's.

path "secret/data/drawbridge/tenants/+/+" {
  capabilities = ["read"]
}
path "secret/data/drawbridge/global/+/+" {
  capabilities = ["read"]
}

# Its own token, and nobody else's.
path "auth/token/lookup-self" {
  capabilities = ["read"]
}
path "auth/token/renew-self" {
  capabilities = ["update"]
}
path "auth/token/revoke-self" {
  capabilities = ["update"]
}
