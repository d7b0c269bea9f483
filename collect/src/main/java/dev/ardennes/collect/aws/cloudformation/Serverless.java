package dev.ardennes.collect.aws.cloudformation;

/// What the transform of SAM makes of a template.
final class Serverless {
  private Serverless() {}

  static Template expanded(Template template, Session session) {
    return template;
  }
}
