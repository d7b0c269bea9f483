package dev.ardennes.live.wire;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;

/// Where services answer and for which region a call is signed, as the SDK's tables say.
///
/// @param only the one place that answers for every service; null for AWS's own
public record Endpoints(@Nullable URI only) {
  record Place(URI uri, String region) {}

  /// @param account whose subdomain some services answer at
  Place of(Service service, String region, String account) {
    ServiceMetadata metadata = ServiceMetadata.of(service.endpoint());
    Region asked = asked(service, metadata, region);
    String signing = metadata.signingRegion(asked).id();
    URI fixed = only;
    if (fixed != null) {
      return new Place(fixed, signing);
    }
    String host = metadata.endpointFor(asked).toString();
    String subdomain = service == Service.S3_CONTROL ? account + "." : "";
    return new Place(URI.create("https://" + subdomain + host), signing);
  }

  /// What a partition has once answers at a region of its own: `aws-global`.
  private static Region asked(Service service, ServiceMetadata metadata, String region) {
    if (!service.global()) {
      return Region.of(region);
    }
    return metadata.servicePartitions().stream()
        .filter(known -> known.partition().id().equals(partition(region)))
        .flatMap(known -> known.globalRegion().stream())
        .findFirst()
        .orElse(Region.of(region));
  }

  /// The partition of a region: `aws`, `aws-cn`.
  public static String partition(String region) {
    return Region.of(region).metadata() == null
        ? "aws"
        : Region.of(region).metadata().partition().id();
  }
}
