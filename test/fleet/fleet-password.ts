/** The login user's password, where sudo asks for one. */
export const fleetPassword = 'correct horse';
