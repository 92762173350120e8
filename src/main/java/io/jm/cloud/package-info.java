/** What all drivers of cloud providers stand on: requests with retries, waiting for the provider, cleaning up. */
@NullMarked
package io.jm.cloud;

import org.jspecify.annotations.NullMarked;
