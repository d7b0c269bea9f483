/// Facts from Amazon Web Services, and what AWS publishes about itself.
@NullMarked
package dev.ardennes.collect.aws;

import org.jspecify.annotations.NullMarked;
