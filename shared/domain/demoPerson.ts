/** The password of every invented person who can sign in. It opens nothing but a server on this computer, and is said where the demo asks for it. */
export const demoPassword = 'Harbor-Lantern-42'
