/// Facts about AWS from lists of what is there: what AWS Config records, and what Cloud Control
/// answers.
///
/// A list is a JSON document (packed with gzip or not) whose `configurationItems` are objects with
/// `resourceType`, `arn`, `awsAccountId`, `awsRegion`, `resourceId`, `resourceName`,
/// `configuration`, `supplementaryConfiguration` and `tags`; any but the type may be missing. The
/// configuration is what the service's own interface answers, as an object or as JSON text. With
/// `"schema": "cloudformation"`, at the document or at an item, it is the properties of the type as
/// CloudFormation has them, which is what `GetResource` of Cloud Control answers:
///
/// ```json
/// {"schema": "cloudformation", "configurationItems": [
///   {"resourceType": "AWS::SQS::Queue", "awsAccountId": "111122223333", "awsRegion": "eu-west-1",
///    "arn": "arn:aws:sqs:eu-west-1:111122223333:jobs", "resourceId": "...",
///    "configuration": {"QueueName": "jobs"}}]}
/// ```
///
/// At the document, `schema` counts for the items that follow it: it has to stand first.
@NullMarked
package dev.ardennes.collect.aws.configuration;

import org.jspecify.annotations.NullMarked;
