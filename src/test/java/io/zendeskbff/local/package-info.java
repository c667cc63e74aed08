/**
 * The service on one developer's machine: a stateful fake of Zendesk Chat, an OpenID
 * Connect provider for the portals and their users, and the start command that runs both
 * beside the real service. Tests use the same two. None of this is in the production jar.
 */
@NullMarked
package io.zendeskbff.local;

import org.jspecify.annotations.NullMarked;
