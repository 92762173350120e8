/** What all services of AWS have in common: requests, signatures, errors, and where credentials are found. */
@NullMarked
package io.jm.drivers.amazonec2.aws;

import org.jspecify.annotations.NullMarked;
