/// Resource types of CloudFormation and AWS Config in Terraform's words: a table, and what applies
/// it to values.
@NullMarked
package dev.ardennes.collect.aws.types;

import org.jspecify.annotations.NullMarked;
