/// Decides what AWS allows: policies as text in, verdicts with alternatives, assumptions and
/// explanations out.
///
/// [dev.ardennes.policy.aws.AwsPolicyModel] holds what is known of the accounts, and
/// [dev.ardennes.policy.aws.AwsDecisions] answers questions about it. Both are immutable to their
/// callers; nothing here reads a clock, a file of the estate or the network.
@NullMarked
package dev.ardennes.policy.aws;

import org.jspecify.annotations.NullMarked;
