/// Facts about AWS from CloudFormation: templates, what SAM and the CDK make of them, nested
/// stacks. A template is evaluated as far as its text says, then put into Terraform's words, so
/// that both languages give the same facts.
@NullMarked
package dev.ardennes.collect.aws.cloudformation;

import org.jspecify.annotations.NullMarked;
