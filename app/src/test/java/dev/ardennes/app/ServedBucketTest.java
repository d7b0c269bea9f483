package dev.ardennes.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A template with a bucket that an identity of a distribution may read.
final class ServedBucketTest {
  @TempDir private Path folder = Path.of("");

  private static String template(String action, String behaviour) {
    return """
      AWSTemplateFormatVersion: "2010-09-09"
      Resources:
        Exports:
          Type: AWS::S3::Bucket
          Properties: {BucketName: northwind-exports}
        Identity:
          Type: AWS::CloudFront::CloudFrontOriginAccessIdentity
          Properties:
            CloudFrontOriginAccessIdentityConfig: {Comment: cdn}
        Policy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Exports
            PolicyDocument:
              Version: "2012-10-17"
              Statement:
                - Effect: Allow
                  Principal:
                    AWS: !Sub "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ${Identity}"
                  Action: %s
                  Resource: !Sub "${Exports.Arn}/*"
        Distribution:
          Type: AWS::CloudFront::Distribution
          Properties:
            DistributionConfig:
              Enabled: true
              Origins:
                - Id: exports
                  DomainName: !GetAtt Exports.RegionalDomainName
                  S3OriginConfig:
                    OriginAccessIdentity: !Sub "origin-access-identity/cloudfront/${Identity}"
              DefaultCacheBehavior:
                TargetOriginId: exports
                ViewerProtocolPolicy: https-only
                %s
      """
        .formatted(action, behaviour);
  }

  private String paths(String action, String behaviour) throws IOException {
    return new TrustEstate(folder)
        .scanFile(
            "t.yaml",
            template(action, behaviour),
            "--entry",
            "reach:internet",
            "--target",
            "*exports*",
            "--full")
        .path("paths")
        .toString();
  }

  @Test
  void whatADistributionServesEverybodyReads() throws IOException {
    assertThat(paths("s3:GetObject", "Compress: true"))
        .contains("aws.cloudfront.read-served-objects");
  }

  @Test
  void signedUrlsKeepStrangersAway() throws IOException {
    assertThat(paths("s3:GetObject", "TrustedKeyGroups: [k-1]")).isEqualTo("[]");
  }
}
