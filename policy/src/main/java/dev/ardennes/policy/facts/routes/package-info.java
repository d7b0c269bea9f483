/// How the paths of a cluster's routes and those that programs answer go together.
@NullMarked
package dev.ardennes.policy.facts.routes;

import org.jspecify.annotations.NullMarked;
