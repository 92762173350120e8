/** What every HTTP request to a server on the internet needs: proxies, limits, and words for what went wrong. */
@NullMarked
package io.jm.web;

import org.jspecify.annotations.NullMarked;
