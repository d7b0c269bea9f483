package dev.ardennes.model;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A public service that issues tokens of OpenID Connect to all of its customers: whose a token is,
/// only its claims say, so that a trust that does not bind them lets in everybody who has an
/// account there.
///
/// Sources: "Available keys for OIDC federation" in the AWS IAM User Guide; the services' pages on
/// the tokens of their pipelines.
///
/// @param issuer its address without the scheme
/// @param claims what is known of each claim that AWS makes a condition key of; all others are
///   absent from its tokens
public record TokenIssuer(String issuer, Map<String, Claim> claims) {
  private static final Claim FREE = new Claim.Free();
  private static final Claim GIVEN = new Claim.Given();
  private static final Claim WHOLE = new Claim.Owned(List.of(new Mark("", "", "")));
  private static final List<TokenIssuer> KNOWN =
      List.of(
          github(),
          new TokenIssuer(
              "gitlab.com", Map.of("aud", FREE, "sub", owned(new Mark("project_path:", "/", ":")))),
          new TokenIssuer(
              "app.terraform.io",
              Map.of("aud", FREE, "sub", owned(new Mark("organization:", ":", "")))),
          new TokenIssuer(
              "agent.buildkite.com",
              Map.of("aud", FREE, "sub", owned(new Mark("organization:", ":", "")))),
          new TokenIssuer(
              "oidc.vercel.com",
              Map.of(
                  "aud",
                  owned(new Mark("https://vercel.com/", "", "")),
                  "sub",
                  owned(new Mark("owner:", ":", "")))),
          new TokenIssuer(
              "oidc.codefresh.io",
              Map.of("aud", FREE, "sub", owned(new Mark("account:", ":", "")))),
          new TokenIssuer(
              "api.pulumi.com/oidc",
              Map.of(
                  "aud",
                  owned(new Mark("aws:", "", ""), new Mark("", "", "")),
                  "sub",
                  owned(new Mark("org:", ":", "")))),
          new TokenIssuer(
              "cognito-identity.amazonaws.com", Map.of("aud", WHOLE, "sub", WHOLE, "amr", FREE)),
          new TokenIssuer(
              "accounts.google.com",
              Map.of("aud", GIVEN, "oaud", GIVEN, "azp", GIVEN, "sub", WHOLE, "email", WHOLE)),
          new TokenIssuer("graph.facebook.com", Map.of("app_id", GIVEN, "id", WHOLE)),
          new TokenIssuer("www.amazon.com", Map.of("app_id", GIVEN, "user_id", WHOLE)));

  public TokenIssuer {
    claims = Map.copyOf(claims);
  }

  /// Whoever runs a pipeline there picks its branch, its environment and its audience, but not
  /// whose repository it runs in. A reusable workflow may be somebody else's.
  private static TokenIssuer github() {
    Claim repository = owned(new Mark("", "/", ""));
    return new TokenIssuer(
        "token.actions.githubusercontent.com",
        Map.ofEntries(
            Map.entry("aud", FREE),
            Map.entry(
                "sub",
                owned(
                    new Mark("repo:", "/", ":"),
                    new Mark("repository:", "/", ":"),
                    new Mark("repository_owner:", ":", ""),
                    new Mark("repository_owner_id:", ":", ""),
                    new Mark("repository_id:", ":", ""))),
            Map.entry("repository", repository),
            Map.entry("repository_id", WHOLE),
            Map.entry("actor", WHOLE),
            Map.entry("actor_id", WHOLE),
            Map.entry("enterprise_id", WHOLE),
            Map.entry("job_workflow_ref", GIVEN),
            Map.entry("workflow", FREE),
            Map.entry("ref", FREE),
            Map.entry("environment", FREE)));
  }

  private static Claim owned(Mark... marks) {
    return new Claim.Owned(List.of(marks));
  }

  /// What decides the value of a claim.
  public sealed interface Claim permits Claim.Free, Claim.Given, Claim.Owned {
    /// Whoever gets the token picks it.
    record Free() implements Claim {}

    /// Something that is not known here: which application asks for the token.
    record Given() implements Claim {}

    /// It names a customer of the service: nobody gets a token with another's name.
    record Owned(List<Mark> marks) implements Claim {
      public Owned {
        marks = List.copyOf(marks);
      }

      /// Whether the value as a whole is the owner's: an id that says nothing to a reader.
      public boolean isWhole() {
        return marks.stream().allMatch(mark -> mark.before().isEmpty() && mark.after().isEmpty());
      }

      /// The owner whom a value, or a pattern of values, names; empty where it leaves the owner
      /// open.
      public Optional<Owner> owner(String value) {
        return marks.stream().flatMap(mark -> mark.owner(value).stream()).findFirst();
      }
    }
  }

  /// Where a claim names its owner.
  ///
  /// @param before what stands before the name; empty where the value begins with it
  /// @param after what ends the name; empty where it goes to the end of the value
  /// @param partEnd what ends the name of a part of the owner's (a repository); empty where no part
  ///   is told apart
  public record Mark(String before, String after, String partEnd) {
    private Optional<Owner> owner(String value) {
      int start = value.startsWith(before) ? 0 : value.indexOf(":" + before) + 1;
      if (!before.isEmpty() && start == 0 && !value.startsWith(before)) {
        return Optional.empty();
      }
      int from = start + before.length();
      int end = after.isEmpty() ? value.length() : value.indexOf(after, from);
      boolean fixed = end > from && !isPattern(value.substring(from, end));
      if (!fixed) {
        return Optional.empty();
      }
      String head = start == 0 ? "" : "*";
      String owner = value.substring(from, end);
      String all = head + before + owner + after + (after.isEmpty() ? "" : "*");
      int partEnds = partEnd.isEmpty() ? -1 : value.indexOf(partEnd, end + after.length());
      String part = partEnds < 0 ? "" : value.substring(from, partEnds);
      return part.isEmpty() || isPattern(part)
          ? Optional.of(new Owner(owner, all, all))
          : Optional.of(new Owner(part, head + before + part + partEnd + "*", all));
    }

    private static boolean isPattern(String text) {
      return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.contains("${");
    }
  }

  /// A customer of the service, or a part of what is the customer's.
  ///
  /// @param name as its claims write it: `northwind`, or `northwind/shop` for a repository
  /// @param values the pattern of all values that the part gets
  /// @param ofOwner the pattern of all values that the customer gets
  public record Owner(String name, String values, String ofOwner) {}

  /// The service with this address; empty where it issues tokens to one customer, or is not known.
  public static Optional<TokenIssuer> of(String address) {
    String lower = address.toLowerCase(Locale.ROOT);
    return KNOWN.stream().filter(known -> known.issuer.equals(lower)).findFirst();
  }

  /// The service whose claim a condition key names: `issuer:claim`.
  public static Optional<TokenIssuer> ofKey(String key) {
    int colon = key.lastIndexOf(':');
    return colon < 0 ? Optional.empty() : of(key.substring(0, colon));
  }

  /// What is known of the claim; empty where its tokens have no such claim.
  public Optional<Claim> claim(String name) {
    return Optional.ofNullable(claims.get(name.toLowerCase(Locale.ROOT)));
  }
}
