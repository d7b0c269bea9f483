/// Decides who can connect to whom in the networks of a cloud account, and whose requests are
/// handed to whom: addresses, routes, access lists of subnets, security groups, and what serves
/// requests to the internet.
///
/// Sources: the Amazon VPC user guide ("Security groups", "Network ACLs", "Route tables", "Internet
/// gateways", "VPC peering"), and the guides of Elastic Load Balancing, API Gateway, CloudFront and
/// Lambda.
@NullMarked
package dev.ardennes.policy.facts.network;

import org.jspecify.annotations.NullMarked;
