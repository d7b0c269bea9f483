package dev.ardennes.live.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

final class EndpointsTest {
  private static String place(Service service, String region) {
    Endpoints.Place place = new Endpoints(null).of(service, region, "111122223333");
    return place.uri() + " " + place.region();
  }

  @Test
  void servicesAnswerWhereAwsSays() {
    assertThat(place(Service.IAM, "eu-west-1")).isEqualTo("https://iam.amazonaws.com us-east-1");
    assertThat(place(Service.ORGANIZATIONS, "eu-west-1"))
        .isEqualTo("https://organizations.us-east-1.amazonaws.com us-east-1");
    assertThat(place(Service.STS, "eu-west-1"))
        .isEqualTo("https://sts.eu-west-1.amazonaws.com eu-west-1");
    assertThat(place(Service.CLOUD_CONTROL, "eu-west-1"))
        .isEqualTo("https://cloudcontrolapi.eu-west-1.amazonaws.com eu-west-1");
    assertThat(place(Service.SAGE_MAKER, "eu-west-1"))
        .isEqualTo("https://api.sagemaker.eu-west-1.amazonaws.com eu-west-1");
    assertThat(place(Service.S3, "eu-west-1"))
        .isEqualTo("https://s3.eu-west-1.amazonaws.com eu-west-1");
    assertThat(place(Service.S3_CONTROL, "eu-west-1"))
        .isEqualTo("https://111122223333.s3-control.eu-west-1.amazonaws.com eu-west-1");
  }

  @Test
  void partitionsHaveEndpointsOfTheirOwn() {
    assertThat(place(Service.EC2, "cn-north-1"))
        .isEqualTo("https://ec2.cn-north-1.amazonaws.com.cn cn-north-1");
    assertThat(place(Service.IAM, "us-gov-west-1"))
        .isEqualTo("https://iam.us-gov.amazonaws.com us-gov-west-1");
    assertThat(Endpoints.partition("cn-north-1")).isEqualTo("aws-cn");
    assertThat(Endpoints.partition("eu-west-1")).isEqualTo("aws");
  }

  @Test
  void regionThatTheTablesDoNotHaveFollowsTheRule() {
    assertThat(place(Service.EC2, "eu-west-9"))
        .isEqualTo("https://ec2.eu-west-9.amazonaws.com eu-west-9");
  }

  @Test
  void oneEndpointMayAnswerForAll() {
    Endpoints only = new Endpoints(URI.create("http://localhost:4566"));
    assertThat(only.of(Service.IAM, "eu-west-1", "").uri()).hasToString("http://localhost:4566");
    assertThat(only.of(Service.IAM, "eu-west-1", "").region()).isEqualTo("us-east-1");
  }
}
