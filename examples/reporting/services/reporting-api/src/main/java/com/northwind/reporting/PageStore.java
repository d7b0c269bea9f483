package com.northwind.reporting;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Keeps finished reports for a day; the bucket forgets them by itself. */
@Component
public class PageStore {
  private static final Duration KEPT = Duration.ofDays(1);

  private final S3Client s3 = S3Client.create();
  private final Clock clock = Clock.systemUTC();
  private final String bucket;

  public PageStore(ReportingProperties properties) {
    this.bucket = properties.pagesBucket();
  }

  Report keep(byte[] pdf) {
    ReportId id = ReportId.random();
    s3.putObject(put -> put.bucket(bucket).key(key(id)).contentType("application/pdf"), RequestBody.fromBytes(pdf));
    return new Report(id, clock.instant().plus(KEPT));
  }

  Optional<byte[]> read(ReportId id) {
    try {
      return Optional.of(s3.getObjectAsBytes(get -> get.bucket(bucket).key(key(id))).asByteArray());
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
  }

  private static String key(ReportId id) {
    return "reports/" + id + ".pdf";
  }
}
