/// Descriptions of APIs: OpenAPI 3 and Swagger 2, in JSON and YAML. What they say is designed, not
/// what is there.
@NullMarked
package dev.ardennes.collect.openapi;

import org.jspecify.annotations.NullMarked;
