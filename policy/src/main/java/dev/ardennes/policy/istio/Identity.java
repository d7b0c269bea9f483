package dev.ardennes.policy.istio;

/// A mesh identity as policies write it, `trust-domain/ns/namespace/sa/account`.
///
/// @param namespace empty where the text has another form
/// @param serviceAccount in the same way
record Identity(String principal, String namespace, String serviceAccount) {
  static Identity of(Mesh mesh, String namespace, String serviceAccount) {
    String principal = mesh.trustDomain() + "/ns/" + namespace + "/sa/" + serviceAccount;
    return new Identity(principal, namespace, serviceAccount);
  }

  static Identity parse(String principal) {
    String[] parts = principal.split("/", -1);
    boolean usual = parts.length == 5 && parts[1].equals("ns") && parts[3].equals("sa");
    return usual ? new Identity(principal, parts[2], parts[4]) : new Identity(principal, "", "");
  }
}
