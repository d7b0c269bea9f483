package dev.ardennes.live.aws;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What to collect and as whom.
///
/// @param folder where to; made if it is not there
/// @param profiles of the AWS configuration; empty for the default chain of credentials
/// @param role name or ARN of the role to assume; null to stay who one is
/// @param externalId what the role's trust asks for; null for nothing
/// @param organization whether to read all accounts of the organization
/// @param accounts only these; empty for all that are found
/// @param regions only these; empty for all that are enabled
/// @param resume whether to go on with what is in the folder
/// @param jobs how many calls at the same time, 1 or more
/// @param endpoint where to send all calls instead; null for AWS
public record CollectRequest(
    Path folder,
    List<String> profiles,
    @Nullable String role,
    @Nullable String externalId,
    boolean organization,
    List<String> accounts,
    List<String> regions,
    boolean resume,
    int jobs,
    @Nullable URI endpoint) {
  public CollectRequest {
    profiles = List.copyOf(profiles);
    accounts = List.copyOf(accounts);
    regions = List.copyOf(regions);
  }
}
